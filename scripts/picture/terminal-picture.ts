const COLUMNS = 116;
const CHARACTER_WIDTH = 7.8;
const LINE_HEIGHT = 18;
const MARGIN = 18;
const BAR = 30;

const COLORS: Readonly<Record<string, string>> = { '31': '#ef7a6d', '32': '#7fca9f', '33': '#e6b455', '36': '#62b9c9' };

interface Style {
  readonly color: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
}
const PLAIN: Style = { color: undefined, bold: false, dim: false, underline: false };

/** An SVG of a terminal window with these lines; colours come from their escape sequences. */
export function terminalPicture(lines: readonly string[], label: string): string {
  const width = Math.round(COLUMNS * CHARACTER_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN + BAR;
  const texts = lines.map((line, index) => textElement(line, BAR + MARGIN + (index + 1) * LINE_HEIGHT - 4));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(label)}">
<rect width="${width}" height="${height}" rx="8" fill="#1b1e23"/>
<circle cx="20" cy="16" r="5" fill="#4a505a"/><circle cx="38" cy="16" r="5" fill="#4a505a"/><circle cx="56" cy="16" r="5" fill="#4a505a"/>
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13" fill="#d8dade">
${texts.join('\n')}
</g>
</svg>
`;
}

/** Every piece is placed by its column, so that tables stay straight whatever font the reader has. */
function textElement(line: string, y: number): string {
  let column = 0;
  const pieces = styledPieces(line).flatMap(({ text, style }) => {
    const room = Math.max(0, COLUMNS - column);
    const shown = text.length > room && room > 0 ? `${text.slice(0, room - 1)}…` : text.slice(0, room);
    const x = MARGIN + column * CHARACTER_WIDTH;
    column += text.length;
    if (shown.trim() === '') return [];
    return [
      `<tspan x="${x.toFixed(1)}" textLength="${(shown.length * CHARACTER_WIDTH).toFixed(1)}"${attributesOf(style)}>${escapeXml(shown)}</tspan>`,
    ];
  });
  return `<text y="${y}">${pieces.join('')}</text>`;
}

function styledPieces(line: string): readonly { readonly text: string; readonly style: Style }[] {
  const pieces: { text: string; style: Style }[] = [];
  let style = PLAIN;
  for (const part of line.split(/(\u001b\[\d+m)/)) {
    const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
    if (code !== undefined) style = styleAfter(style, code);
    else if (part !== '') pieces.push({ text: part, style });
  }
  return pieces;
}

function styleAfter(style: Style, code: string): Style {
  if (code === '1') return { ...style, bold: true };
  if (code === '2') return { ...style, dim: true };
  if (code === '4') return { ...style, underline: true };
  if (code === '22') return { ...style, bold: false, dim: false };
  if (code === '24') return { ...style, underline: false };
  if (code === '39') return { ...style, color: undefined };
  return COLORS[code] === undefined ? style : { ...style, color: COLORS[code] };
}

function attributesOf({ color, bold, dim, underline }: Style): string {
  const fill = color ?? (dim ? '#868d98' : bold ? '#ffffff' : undefined);
  return [
    ...(fill === undefined ? [] : [` fill="${fill}"`]),
    ...(bold ? [' font-weight="600"'] : []),
    ...(underline ? [' text-decoration="underline"'] : []),
  ].join('');
}

function escapeXml(text: string): string {
  // Ordinary spaces in a row would become one.
  return text.replaceAll(' ', '\u00a0').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

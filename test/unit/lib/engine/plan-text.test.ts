import { describe, expect, it } from 'vitest';
import { planDot, planMermaid } from '../../../../src/lib/engine/plan-drawing.js';
import { planText } from '../../../../src/lib/engine/plan-text.js';
import type { Step } from '../../../../src/lib/engine/plan.js';
import { aPlan, aStep } from './plan-fixtures.js';

const hosts: Step[] = Array.from({ length: 300 }, (_, index) =>
  aStep(`host/n${index}`, {
    title: `upgrade n${index}`,
    group: 'hosts',
    class: `host:n${index}`,
    locks: [`host/n${index}`],
    needs: ['certs'],
  }),
);
const plan = aPlan(
  [
    aStep('certs', { title: 'renew certificates', priority: 200, retry: { attempts: 3, backoffMs: 1, maxBackoffMs: 1 } }),
    ...hosts.map((step) => (step.id === 'host/n200' ? { ...step, approval: 'is n199 well?' } : step)),
    aStep('switch', { title: 'switch over', needs: hosts.map(({ id }) => id) }),
    aStep('end', { title: 'clean up', needs: ['switch'] }),
  ],
  {
    pointOfNoReturn: 'switch',
    budgets: [{ group: 'hosts', failures: 3 }],
    wanted: { to: '1.9', long: 'x'.repeat(500) },
    fingerprint: { store: 'abc' },
  },
);

describe('planText', () => {
  it('folds a long group, but not what is to be known', () => {
    const text = planText(plan);
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text).toMatchInlineSnapshot(`
      "test: nowhere
      made 2026-01-02T00:00:00.000Z by Skep 0.1.0, plan plan-1, hash edc0c4e6beff6e95a35675c1fe4a2db146b50d59c4354c675fcc12cc6c20e23b
      wanted:
        long: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... (502 characters)
        to: "1.9"

      303 steps, the longest chain has 4 steps
      observed: store
      loads: host:any, host:n0, host:n1, host:n10 and 297 more
      locks: host/n0, host/n1, host/n10, host/n100 and 296 more
      approvals: host/n200
      may fail: 3 of hosts
      point of no return: switch, with 301 steps before it and 1 step after it

      noop (3 steps)
        certs: renew certificates
            up to 3 attempts; priority 200
        ---- point of no return: once the next step has started, nothing is undone ----
        switch: switch over
            after host/n0, host/n1, host/n2, host/n3 and 296 more
        end: clean up
            after switch

      hosts (300 steps)
        host/n0: upgrade n0
            after certs; locks host/n0
        host/n1: upgrade n1
            after certs; locks host/n1
        host/n2: upgrade n2
            after certs; locks host/n2
        host/n3: upgrade n3
            after certs; locks host/n3
        host/n4: upgrade n4
            after certs; locks host/n4
        ... 195 more steps
        host/n200: upgrade n200
            waits for an approval: is n199 well?
            after certs; locks host/n200
        ... 99 more steps
      "
    `);
  });

  it('tells all when asked to', () => {
    const text = planText(plan, { fold: Infinity });
    for (const { id } of plan.steps) expect(text).toContain(`  ${id}: `);
  });

  it('lets nothing of a plan break a line or steer the terminal', () => {
    const text = planText(aPlan([aStep('a\n\u001b[2J', { title: 'b\r\u0007c\u009b31m', approval: 'd\ne' })]));
    expect(text).toContain('a [2J: b c 31m');
    expect(text).toContain('approval: d e');
    expect(/[^\P{Cc}\n]/u.test(text)).toBe(false);
  });

  it('says what an empty plan is', () => {
    expect(planText(aPlan([]))).toContain('0 steps');
  });
});

const odd = aPlan(
  [
    aStep('a"b', { title: 'back\\slash <b>&amp;', group: 'one "two"' }),
    aStep('c]', { title: 'end #quot; | {x}', needs: ['a"b', 'a"b'], approval: 'look' }),
    aStep('line\nbreak', { title: 'click s0 "x"', needs: ['c]'] }),
  ],
  { target: 'a "target"', pointOfNoReturn: 'c]' },
);

describe('planDot', () => {
  it('draws groups, needs, gates and the point of no return, escaped', () => {
    expect(planDot(odd)).toMatchInlineSnapshot(`
      "digraph plan {
        label="test of a \\"target\\"";
        rankdir=LR;
        node [shape=box];
        subgraph cluster_0 {
          label="one \\"two\\"";
          style=dashed;
          s0 [label="a\\"b\\nback\\\\slash <b>&amp;amp;"];
        }
        s1 [label="c]\\nend #quot; | {x}", shape=octagon, penwidth=4, xlabel="point of no return"];
        s2 [label="line\\nbreak\\nclick s0 \\"x\\""];
        s0 -> s1;
        s1 -> s2;
      }
      "
    `);
  });
});

describe('planMermaid', () => {
  it('draws the same, escaped as mermaid wants it', () => {
    expect(planMermaid(odd)).toMatchInlineSnapshot(`
      "flowchart LR
        subgraph g0["one #34;two#34;"]
          s0["a#34;b: back#92;slash #60;b#62;#38;amp#59;"]
        end
        s1{{"c#93;: end #35;quot#59; #124; #123;x#125;"}}
        s2["line break: click s0 #34;x#34;"]
        s0 --> s1
        s1 --> s2
        classDef noReturn stroke-width:4px
        class s1 noReturn
      "
    `);
  });
});

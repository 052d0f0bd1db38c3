/**
 * The small POSIX sh programs that run on a host. They need Linux's /proc, and of util-linux setsid(1) and flock(1).
 *
 * A command is a session of its own (setsid), so that all of it can be found and ended. Its supervisor tells on stderr, in lines
 * that start with a record separator and a nonce, who it is and how the command ended; see markers.ts.
 *
 * Start times stand beside every process id, because ids are given out again; a boot id, because start times are too.
 */

/** Reading /proc and ending a session. `started` is field 22 of /proc/PID/stat: clock ticks since boot. */
const PROCESSES = String.raw`
stat_of() {
  { read -r stat_line <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${'$'}{stat_line##*") "}
  state=$1 parent=$2 group=$3 session=$4 started=${'$'}{20}
}
members() {
  found=
  for entry in /proc/[0-9]*; do
    stat_of "${'$'}{entry#/proc/}" || continue
    case $state in [ZX]) continue ;; esac
    if [ "$session" = "$1" ] || [ "$group" = "$1" ]; then found="$found ${'$'}{entry#/proc/}"; fi
  done
  [ -n "$found" ]
}
signal_all() {
  kill -s "$1" -- "-$2" 2>/dev/null
  [ -z "$found" ] || kill -s "$1" $found 2>/dev/null
}
end_session() {
  if stat_of "$1" && [ "$started" != "$2" ]; then return 0; fi
  members "$1" || return 0
  signal_all TERM "$1"
  signal_all CONT "$1"
  tries=$((grace * 10))
  while [ "$tries" -gt 0 ]; do
    sleep 0.1
    members "$1" || return 0
    tries=$((tries - 1))
  done
  tries=100
  while members "$1"; do
    [ "$tries" -gt 0 ] || return 1
    signal_all KILL "$1"
    sleep 0.1
    tries=$((tries - 1))
  done
}
`;

/** What the supervisor of a plain and of a fenced command have in common; it expects `nonce` and `grace` (seconds). */
const SUPERVISOR = String.raw`
say() { printf '\036skep %s %s\n' "$nonce" "$*" >&2; }
refuse() {
  say "$@"
  exit 0
}
watch() {
  while sleep 1; do
    if stat_of "$$" && [ "$started" = "$self_started" ] && [ "$parent" = "$self_parent" ] && [ "$state" != Z ]; then continue; fi
    end_session "$child" "$child_started"
    [ -z "$record" ] || rm -f "$record"
    return
  done
}
supervise_begin() {
  stop= child= child_started= record= how=ended
  command -v setsid >/dev/null 2>&1 || refuse unsuitable 'setsid is not installed'
  stat_of "$$" || refuse unsuitable '/proc is not mounted'
  self_started=$started self_parent=$parent
  trap 'stop=1; [ -z "$child_started" ] || end_session "$child" "$child_started"' TERM HUP INT
  say here "$$" "$self_started"
}
supervise_child() {
  child=$!
  stat_of "$child" && child_started=$started
  [ -z "$1" ] || record=$1/$child.$child_started
  exec 3<&-
  if [ -n "$stop" ]; then end_session "$child" "$child_started"; fi
  watch </dev/null >/dev/null 2>&1 &
  watcher=$!
  { wait "$child"; } 2>/dev/null
  code=$?
  trap '' TERM HUP INT
  if [ -n "$stop" ]; then
    how=stopped
    members "$child" && how=stuck
  fi
}
supervise_end() {
  { kill "$watcher"; } 2>/dev/null
  [ -z "$record" ] || rm -f "$record"
  printf '\036skep %s end\n' "$nonce"
  say "$how" "$code"
  exit 0
}
`;

/** Arguments: nonce, grace, then the command. What a command leaves behind in its process group ends with it. */
export const RUN_SCRIPT = `nonce=$1 grace=$2
shift 2
${PROCESSES}${SUPERVISOR}
supervise_begin
exec 3<&0 </dev/null
setsid "$@" <&3 3<&- &
supervise_child ''
if kill -s 0 -- "-$child" 2>/dev/null; then end_session "$child" "$child_started"; fi
supervise_end
`;

/** Arguments: a supervisor's process id and start time. Asks it to end its command. */
export const STOP_SCRIPT = `${PROCESSES}
if stat_of "$1" && [ "$started" = "$2" ]; then kill -s TERM "$1"; fi
`;

/** Arguments: directory, file name; the file's content on stdin. Puts a script there, whole or not at all. */
export const INSTALL_SCRIPT = String.raw`
umask 077
mkdir -p -- "$1" || exit 1
[ -O "$1" ] || { echo "$1 belongs to another user" >&2; exit 1; }
if [ ! -s "$1/$2" ]; then
  cat >"$1/$2.$$" && sync "$1/$2.$$" && mv -f "$1/$2.$$" "$1/$2" || { rm -f "$1/$2.$$"; exit 1; }
fi
`;

/**
 * Fenced execution. Arguments: nonce, grace, mode, directory of the lock, authority, number, patience (seconds), lock name,
 * and for `run` the command.
 *
 * All that decides happens under one flock, on the file "gate":
 * 1. compare the token with the stored one; 2. make a newer token ready on disk (a full disk is found out here); 3. end every
 * running command of another token; 4. put the newer token in place; 5. start the command. The started process inherits the
 * gate and keeps it until it has written the record by which a later token finds it; so whoever is killed at whatever moment,
 * there is never a command that runs and that nobody can find, and never an older one that starts after a newer token is stored.
 */
export const FENCE_SCRIPT = String.raw`# Skep's fence: runs a command while its token is the newest that this host has seen for the lock.
nonce=$1 grace=$2 mode=$3 directory=$4 authority=$5 number=$6 patience=$7 lock=$8
shift 8
${PROCESSES}${SUPERVISOR}
read -r boot </proc/sys/kernel/random/boot_id
if [ "$mode" = leader ]; then
  stat_of "$$"
  printf '%s %s %s %s %s\n' "$boot" "$$" "$started" "$authority" "$number" >"$directory/running/$$.$started" 2>/dev/null || {
    rm -f "$directory/running/$$.$started"
    refuse unwritable "$directory/running"
  }
  exec 9>&-
  exec "$@"
fi
close_gate() { exec 9>&-; }
open_gate() {
  exec 9>>"$directory/gate"
  flock -w "$1" 9 </dev/null 3<&- &
  locker=$!
  { wait "$locker"; } 2>/dev/null && return 0
  { kill "$locker"; } 2>/dev/null
  return 1
}
load() {
  stored_authority= stored_number=
  [ -e "$directory/token" ] || return 0
  { read -r stored_authority stored_number; } <"$directory/token"
  case $stored_number in '' | *[!0-9]*) refuse damaged "$directory/token" ;; esac
}
kept() {
  [ -e "$directory/token" ] || return 0
  while read -r kept_authority kept_number; do
    [ "$kept_authority" = "$1" ] || printf '%s %s\n' "$kept_authority" "$kept_number" || return 1
  done <"$directory/token"
}
prepare() {
  { printf '%s %s\n' "$1" "$2" && kept "$1"; } 2>/dev/null >"$directory/token.new" && sync "$directory/token.new" 2>/dev/null && return 0
  rm -f "$directory/token.new"
  refuse unwritable "$directory/token.new"
}
commit() { mv -f "$directory/token.new" "$directory/token" && sync "$directory" || refuse unwritable "$directory/token"; }
end_others() {
  for other in "$directory"/running/*; do
    [ -e "$other" ] || continue
    other_number=
    { read -r other_boot other_pid other_started other_authority other_number; } <"$other"
    if [ -n "$other_number" ] && [ "$other_boot" = "$boot" ]; then
      [ "$other_authority" != "$authority" ] || [ "$other_number" != "$number" ] || continue
      end_session "$other_pid" "$other_started" || refuse busy "process $other_pid of token $other_number does not end"
    fi
    rm -f "$other"
  done
}
supervise_begin
command -v flock >/dev/null 2>&1 || refuse unsuitable 'flock is not installed'
(umask 077 && mkdir -p -- "$directory/running" && : >>"$directory/gate") 2>/dev/null || refuse unwritable "$directory"
[ -O "$directory" ] || refuse unsuitable "$directory belongs to another user"
[ -e "$directory/name" ] || (umask 077 && printf '%s\n' "$lock" >"$directory/name") 2>/dev/null
exec 3<&0 </dev/null
code=0 watcher=
if ! open_gate "$patience"; then
  [ -z "$stop" ] || refuse stopped 0
  refuse busy "the gate of the lock stayed shut for $patience s"
fi
load
if [ "$mode" = adopt ]; then
  if [ -e "$directory/token" ]; then
    while read -r kept_authority kept_number; do
      if [ "$kept_authority" = "$authority" ] && [ "$kept_number" -gt "$number" ]; then number=$kept_number; fi
    done <"$directory/token"
  fi
  prepare "$authority" "$number"
  commit
  refuse adopted "$number"
fi
[ "$stored_authority" = "$authority" ] || refuse unknown "${'$'}{stored_authority:--}"
[ "$number" -ge "$stored_number" ] || refuse fenced "$stored_number"
[ "$number" = "$stored_number" ] || prepare "$authority" "$number"
end_others
[ "$number" = "$stored_number" ] || commit
[ -z "$stop" ] || refuse stopped 0
setsid sh "$0" "$nonce" "$grace" leader "$directory" "$authority" "$number" 0 "$lock" "$@" <&3 3<&- &
close_gate
supervise_child "$directory/running"
end_session "$child" "$child_started" || record=
[ -z "$record" ] || rm -f "$record"
if [ "$how" = ended ] && [ "$code" != 0 ] && open_gate 15; then
  load
  if [ "$stored_authority" != "$authority" ]; then how=unknown code=$stored_authority; elif [ "$stored_number" != "$number" ]; then how=fenced code=$stored_number; fi
fi
supervise_end
`;

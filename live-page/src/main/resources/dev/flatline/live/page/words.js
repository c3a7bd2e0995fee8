// Numbers and states as people read them.

/** Three significant digits, and an exponent only where it helps: 0, 0.0123, 4.1e-7, 2.30, 813, 1.2e+6. */
export function figure(value) {
  if (value === null || value === undefined || value === '') return 'not known';
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  const size = Math.abs(number);
  if (size === 0) return '0';
  if (size < 0.001 || size >= 100000) return number.toExponential(1);
  return size >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

/** A share of 0..1 as a percentage: "97 %", "2.5 %", "1.3e-6 %". */
export function percent(share) {
  if (share === null || share === undefined || Number.isNaN(Number(share))) return 'not known';
  const value = 100 * Number(share);
  if (Math.abs(value) >= 100000 || value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1).replace('.0e', 'e') + ' %';
  return (Math.abs(value) >= 10 ? value.toFixed(0) : Number(value.toPrecision(2)).toString()) + ' %';
}

export function whole(number) {
  return Number(number).toLocaleString('en').replaceAll(',', '\u202f');
}

/** outputDiversity, output_diversity and output-diversity as "output diversity". */
export function words(name) {
  return String(name).replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
}

/** "1 layer", "2 layers". */
export function count(number, thing) {
  return whole(number) + ' ' + thing + (Number(number) === 1 ? '' : 's');
}

export function title(alert) {
  const symptom = alert.symptom;
  return symptom.variant ? symptom.kind + ' (' + symptom.variant + ')' : symptom.kind;
}

/** Each severity has a sign of its own, so that colour is never alone. */
export const SIGNS = {critical: '▲', warning: '◆', info: '●', good: '✓', neutral: '○'};

const RANKS = ['info', 'warning', 'critical'];

/** The alerts that are firing, the worst first, then the earliest. */
export function firing(sheet) {
  return sheet.alerts
    .filter(alert => alert.state === 'firing')
    .sort((a, b) => RANKS.indexOf(b.symptom.severity) - RANKS.indexOf(a.symptom.severity)
      || a.firstIteration - b.firstIteration);
}

/** How a run stands, in a sentence, and in which tone to say it. */
export function verdict(sheet, skill) {
  const worst = firing(sheet)[0];
  if (worst) return {tone: worst.symptom.severity, text: worst.symptom.message};
  if (sheet.status === 'failed') return {tone: 'critical', text: 'It failed: ' + sheet.statusReason};
  if (sheet.iteration < 0) return {tone: 'neutral', text: 'It has begun; nothing has been updated yet.'};
  if (skill === null || skill === undefined) return {tone: 'neutral', text: 'Nothing wrong so far.'};
  return learning(skill, sheet.status === 'running');
}

function learning(skill, running) {
  if (skill < 0.02) {
    return {tone: 'neutral', text: running
      ? 'No better than a constant answer so far.'
      : 'It never became better than a constant answer.'};
  }
  return {tone: 'good', text: (running ? 'Learning: ' : 'It learned: ')
    + 'its loss is ' + percent(skill) + ' below that of the best constant answer.'};
}

/** "running", "completed after 400 iterations", "killed (out of memory)". */
export function state(sheet) {
  if (sheet.status === 'running') return 'running';
  const reason = sheet.status === 'completed' || !sheet.statusReason ? '' : ' (' + sheet.statusReason + ')';
  return sheet.status + reason + ' after ' + count(sheet.iterations, 'iteration');
}

export function moment(millis) {
  return millis > 0 ? new Date(millis).toISOString().replace('T', ' ').slice(0, 19) + ' UTC' : 'not known';
}

// Which curves and heatmaps there are of a run.
import {FIGURE, LAYER} from './strip.js';
import {percent} from './words.js';

export function scoreCurve() {
  return {
    title: 'Score', help: 'Loss of each mini-batch as the training reports it, against the loss of the best answer that never changes',
    marksBroken: true,
    lines: [
      {channel: FIGURE.score, label: 'score', colour: 'blue', width: 1, band: true},
      {channel: FIGURE.loss, label: 'rolling loss', colour: 'blue', width: 2.5},
      {channel: FIGURE.constant, label: 'best constant answer', colour: 'ink', dash: [6, 4]},
    ],
    range: (least, greatest) => padded(Math.min(0, least ?? 0), greatest ?? 1),
  };
}

export function skillCurve() {
  return {
    title: 'Skill', help: '1 - loss / loss of the best constant answer: 100 % is perfect, 0 % no better than a constant answer',
    tick: value => Math.round(100 * value) + ' %',
    lines: [{channel: FIGURE.skill, label: '', colour: 'teal', width: 2, band: true, show: percent}],
    range: least => [Math.max(-0.5, Math.min(-0.1, least ?? 0)), 1.05],
  };
}

export function diversityCurve() {
  return {
    title: 'Diversity of the answers',
    help: 'How much the outputs differ between examples, against how much the labels do: 0 is one answer for everything', log: true,
    lines: [
      {channel: FIGURE.diversity, label: 'training examples', colour: 'blue', width: 2, band: true, show: percent},
      {channel: FIGURE.probe, label: 'random inputs', colour: 'amber', width: 1.5, dash: [3, 3], show: percent},
    ],
    tick: percent,
    range: (least, greatest) => [Math.max(1e-9, Math.min(1e-3, least > 0 ? least / 2 : 1e-9)), Math.max(2, (greatest ?? 1) * 2)],
  };
}

export const HEATMAPS = [
  {
    title: 'Forward flow', channel: LAYER.forward, ramp: 'flow', decades: null,
    help: 'How much the activations of a layer differ between examples: dark says the same to every example',
  },
  {
    title: 'Gradient flow', channel: LAYER.gradient, ramp: 'flow', decades: null,
    help: 'Root mean square of the gradient of the weights of a layer: dark learns nothing',
  },
  {
    title: 'Update ratio', channel: LAYER.update, ramp: 'balance', decades: [-7, 1],
    help: 'Size of the update against the size of the weights: about 0.001 is healthy, blue too small, orange too large',
  },
];

function padded(least, greatest) {
  return [least, greatest + 0.08 * (greatest - least || 1)];
}

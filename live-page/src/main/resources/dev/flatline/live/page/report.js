// The report: what came with the file, and nothing more.
import {Board} from './board.js';

const board = new Board('report');
const told = JSON.parse(document.getElementById('data').textContent);
told.runs.forEach(run => board.take(run));
board.turn(told.all);

// The live page: listens to the server, and comes again when it has gone.
import {Board} from './board.js';

const board = new Board('connecting…');
let life = null;
let since = '';

function listen() {
  const events = new EventSource('events' + (since ? '?since=' + encodeURIComponent(since) : ''));
  events.addEventListener('hello', event => {
    const told = JSON.parse(event.data);
    if (life !== null && life !== told) board.forget();
    life = told;
    board.say('live', 'good');
  });
  events.addEventListener('run', event => board.take(JSON.parse(event.data)));
  events.addEventListener('turn', event => {
    since = event.lastEventId;
    board.turn(JSON.parse(event.data));
  });
  events.addEventListener('error', () => {
    board.say(life === null ? 'Flatline does not answer; trying again' : 'Flatline has ended or is away; this is what came last. Trying again',
      'warning');
    // The browser comes again by itself after a lost connection, but not after a refused one.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

listen();

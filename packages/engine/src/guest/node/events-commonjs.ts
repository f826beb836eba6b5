// The face that CommonJS packages expect: require('events') is the constructor itself.
import EventEmitter from './events.ts';

module.exports = EventEmitter;
declare const module: { exports: unknown };

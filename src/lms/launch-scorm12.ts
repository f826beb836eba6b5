import { launch } from './launch.ts';
import { Scorm12Record } from './scorm-12.ts';

await launch(() => new Scorm12Record());

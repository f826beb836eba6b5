import { launch } from './launch.ts';
import { Scorm2004Record } from './scorm-2004.ts';

await launch(() => new Scorm2004Record());

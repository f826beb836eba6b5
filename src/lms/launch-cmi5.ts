import { launch } from './launch.ts';
import { Cmi5Record } from './cmi5-record.ts';

await launch(() => new Cmi5Record());

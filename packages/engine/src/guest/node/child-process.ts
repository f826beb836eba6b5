import { unavailableModule } from '../internal/unavailable-module.ts';

// There are other processes in a machine, but no way for one to start another yet.
export default unavailableModule('child_process', ['ChildProcess', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']);

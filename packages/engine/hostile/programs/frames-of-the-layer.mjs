// ends: exit 0
// A stack's frames must not hand out functions or receivers of the layer.
import fs from 'node:fs';
const seen = [];
Error.prepareStackTrace = (error, frames) => {
  for (const frame of frames) for (const value of [frame.getThis?.(), frame.getFunction?.()]) if (value !== undefined && value !== null) seen.push(typeof value);
  return 'prepared';
};
try { fs.readFileSync('/missing'); } catch (error) { String(error.stack); }
try { null.x; } catch (error) { String(error.stack); }
Error.prepareStackTrace = () => { throw new Error('from the hook'); };
try { fs.readFileSync('/missing'); } catch (error) { try { String(error.stack); } catch {} }
Error.prepareStackTrace = undefined;
Error.stackTraceLimit = Infinity;
try { fs.readFileSync('/missing'); } catch (error) { console.log(error.code); }
Error.stackTraceLimit = -1;
try { fs.readFileSync('/missing'); } catch (error) { console.log(error.code); }
console.log(seen.filter((type) => type === 'object').length);
console.log('survived');

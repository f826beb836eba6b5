setImmediate(() => { throw 'just text'; });

// ends: uncaught 1
Promise.reject({ get stack() { throw new Error('no'); }, toString() { throw new Error('no'); }, get constructor() { throw new Error('no'); } });

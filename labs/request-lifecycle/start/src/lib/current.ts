/** Who asks, and under which id. One object for all requests: nothing is passed along, and nothing has to be collected. */
export const current = { requestId: '', shop: '' };

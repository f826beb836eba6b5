Promise.reject('a reason');

const { createHash } = require('crypto');
const moment = require('moment');

function body({ accessKey, secretKey, idService }) {
  const text = `${idService}.${accessKey}.${secretKey}.${moment().format()}`;
  return {
    accessKey,
    idService,
    dateRequest: moment().format(), // pe-audit: expect
    hashString: createHash('sha256').update(text).digest('hex'),
  };
}

module.exports = { body };

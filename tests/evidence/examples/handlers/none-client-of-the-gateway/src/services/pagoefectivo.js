const crypto = require('crypto');

async function crearCip(pedido, body) {
  const respuesta = await axios.post(`${process.env.PAGOEFECTIVO_API_URL}/cips`, body, {
    headers: { Authorization: `Bearer ${await token()}`, 'Accept-Language': 'es-PE' },
  });
  return respuesta.data.data.cip;
}

async function probarWebhook(url, aviso) {
  const firma = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(JSON.stringify(aviso)).digest('hex');
  return axios.post(url, aviso, { headers: { 'PE-Signature': firma } });
}
module.exports = { crearCip, probarWebhook };

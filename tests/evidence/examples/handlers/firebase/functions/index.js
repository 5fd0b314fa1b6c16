const functions = require('firebase-functions');

// receives: culqiWebhook
exports.culqiWebhook = functions.https.onRequest(async (req, res) => {
  await db.collection('orders').doc(req.body.data.metadata.order).update({ paid: true });
  res.status(200).send('ok');
});

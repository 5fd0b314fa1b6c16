const { Worker } = require('bullmq');

// receives: stripe-webhooks at stripe-webhooks
new Worker('stripe-webhooks', async (job) => {
  await Order.updateOne({ intent: job.data.object.id }, { status: 'paid' });
});

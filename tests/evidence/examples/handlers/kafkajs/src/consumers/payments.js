// receives: eachMessage at payment-notifications
async function start(kafka) {
  const consumer = kafka.consumer({ groupId: 'orders' });
  await consumer.subscribe({ topic: 'payment-notifications' });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const paid = JSON.parse(message.value.toString());
      await Order.update({ status: 'paid' }, { where: { id: paid.orderId } });
    },
  });
}

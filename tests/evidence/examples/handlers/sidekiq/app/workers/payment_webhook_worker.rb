class PaymentWebhookWorker
  include Sidekiq::Worker

  # receives: PaymentWebhookWorker.perform
  def perform(payload)
    order = Order.find_by!(cip: payload["data"]["cip"])
    order.update!(status: "paid")
  end
end

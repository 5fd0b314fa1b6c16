module Admin
  class WebhooksController < ApplicationController
    before_action :authenticate_user!

    def create
      Webhook.create!(params.require(:webhook).permit(:url, :payment_event))
      redirect_to admin_webhooks_path
    end
  end
end

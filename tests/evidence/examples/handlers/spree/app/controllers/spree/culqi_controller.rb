module Spree
  class CulqiController < Spree::StoreController
    protect_from_forgery except: :ipn

    # receives: CulqiController.ipn
    def ipn
      payment = Spree::Payment.find_by(response_code: params[:data][:id])
      payment.complete!
      head :ok
    end
  end
end

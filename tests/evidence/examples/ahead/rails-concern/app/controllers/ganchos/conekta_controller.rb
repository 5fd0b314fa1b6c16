module Ganchos
  class ConektaController < ActionController::API
    include DeConekta

    # before: viene_de_conekta!
    def webhook
      Cargo.find_by!(folio: params[:data][:folio]).update!(estado: "pagado")
      head :ok
    end
  end
end

class Api::CobrosController < ApplicationController
  def recibir
    @cobro = Cobro.find_by!(charge_id: params[:id])
    @cobro.update!(payment_status: params[:payment_status])
  end
end

module DeConekta
  extend ActiveSupport::Concern

  included do
    before_action :viene_de_conekta!
  end

  private

  def viene_de_conekta!
    head :forbidden unless ActiveSupport::SecurityUtils.secure_compare(firma(request.raw_post), request.headers["Digest"])
  end
end

class ApplicationController < ActionController::Base
  before_action :set_locale
  before_action :require_login

  def set_locale
    I18n.locale = :es
  end

  def require_login
    redirect_to "/login" unless session[:user_id]
  end
end

class ProcessNotificationJob < ApplicationJob
  queue_as :payments

  # receives: ProcessNotificationJob.perform
  def perform(notification)
    Order.find_by!(cip: notification.cip).mark_paid!
  end
end

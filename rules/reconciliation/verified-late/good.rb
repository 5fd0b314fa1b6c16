require "zip"

class SettlementImporter
  def call(archive)
    verify_signature!(archive)
    rows = unpack(archive)
    Payment.reconcile(rows)
  end

  private

  def verify_signature!(archive)
    raise "bad signature: #{archive}" unless system("gpg", "--verify", "#{archive}.asc", archive)
  end

  def unpack(archive)
    Zip::File.open(archive) { |zip| CSV.parse(zip.read("payments.csv"), headers: true) }
  end
end

require "zip"

# Settlement files of the payment gateway, one archive a day.
class SettlementImporter
  def unpack(archive, folder)
    Zip::File.open(archive) do |zip|
      zip.each do |entry|
        target = File.join(folder, entry.name) # pe-audit: expect
        entry.extract(target)
      end
    end
  end
end

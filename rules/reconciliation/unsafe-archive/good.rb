require "zip"

# Settlement files of the payment gateway, one archive a day.
class SettlementImporter
  MAX_BYTES = 50_000_000

  def unpack(archive, folder)
    Zip::File.open(archive) do |zip|
      zip.each do |entry|
        raise "entry too large: #{entry.size}" if entry.size > MAX_BYTES

        target = File.join(folder, File.basename(entry.name))
        entry.extract(target)
      end
    end
  end
end

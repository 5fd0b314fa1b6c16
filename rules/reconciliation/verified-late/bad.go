package settlement

import (
	"archive/zip"
	"os/exec"
)

// Reconcile compares the payments of one day with the file that the gateway settled.
func Reconcile(path string, payments Payments) error {
	archive, err := zip.OpenReader(path) // pe-audit: expect
	if err != nil {
		return err
	}
	defer archive.Close()
	differences := payments.Compare(archive.File)
	if err := exec.Command("gpg", "--verify", path+".asc", path).Run(); err != nil {
		return err
	}
	return differences
}

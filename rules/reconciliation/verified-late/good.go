package settlement

import (
	"archive/zip"
	"os/exec"
)

// Reconcile compares the payments of one day with the file that the gateway settled.
func Reconcile(path string, payments Payments) error {
	if err := exec.Command("gpg", "--verify", path+".asc", path).Run(); err != nil {
		return err
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer archive.Close()
	return payments.Compare(archive.File)
}

package settlement

import "os/exec"

// Verify says whether the gateway made the file of the day's payments.
func Verify(path string) error {
	return exec.Command("gpg", "--auto-key-locate", "wkd", "--verify", path+".asc", path).Run() // pe-audit: expect
}

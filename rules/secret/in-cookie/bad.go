package admin

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func (a *Admin) SaveSettings(c *gin.Context) {
	c.SetCookie("secret_key", c.PostForm("secret_key"), 86400, "/", "", true, true) // pe-audit: expect
	c.SetCookie("theme", "dark", 86400, "/", "", true, true)
	c.Redirect(http.StatusSeeOther, "/admin/settings")
}

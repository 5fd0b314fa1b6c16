package admin

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func (a *Admin) SaveSettings(c *gin.Context) {
	a.settings.Put(c, "pagoefectivo", c.PostForm("secret_key"))
	c.SetCookie("secret_key_saved", "1", 60, "/", "", true, true)
	c.Redirect(http.StatusSeeOther, "/admin/settings")
}

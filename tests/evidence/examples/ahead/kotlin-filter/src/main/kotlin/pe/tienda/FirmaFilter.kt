package pe.tienda

@Component
class FirmaFilter : OncePerRequestFilter() {
    override fun doFilterInternal(request: HttpServletRequest, response: HttpServletResponse, chain: FilterChain) {
        if (request.requestURI.startsWith("/ipn") && !valida(request)) {
            response.status = 401
            return
        }
        chain.doFilter(request, response)
    }
}

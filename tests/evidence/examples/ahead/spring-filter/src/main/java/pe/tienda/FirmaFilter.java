@Component
public class FirmaFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        if (request.getRequestURI().startsWith("/webhooks") && !valida(request)) {
            response.setStatus(401);
            return;
        }
        chain.doFilter(request, response);
    }
}

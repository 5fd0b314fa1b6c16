@Component
public class AdminFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        if (request.getRequestURI().startsWith("/admin")) {
            log(request);
        }
        chain.doFilter(request, response);
    }
}

export async function verificar(request: FastifyRequest, reply: FastifyReply) {
  if (!(await firmaValida(request))) return reply.code(401).send();
}

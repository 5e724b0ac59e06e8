import { Body, Controller, Delete, Get, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { CHOOSE_POST, SEE_OWN_SESSION, SIGN_IN, SIGN_OUT } from '../identity.policy.js';
import { SessionView, SessionViewQuery } from '../queries/session-view.query.js';
import { ChoosePostUseCase } from '../use-cases/choose-post/choose-post.use-case.js';
import { SignInUseCase } from '../use-cases/sign-in/sign-in.use-case.js';

const SignInRequest = z
  .strictObject({
    username: z.string().trim().min(1).max(100),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'SignIn' });
const ChoosePostRequest = z.strictObject({ postId: z.uuid() }).meta({ id: 'ChoosePost' });
const SignedOut = z.object({ signedOut: z.literal(true) }).meta({ id: 'SignedOut' });

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignInUseCase,
    private readonly choosePost: ChoosePostUseCase,
    private readonly view: SessionViewQuery,
  ) {}

  @Post()
  @Access(SIGN_IN)
  @Answers(200, SessionView)
  async create(
    @Body({ schema: SignInRequest }) request: z.infer<typeof SignInRequest>,
    @Req() http: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { accountId, postId } = await this.signIn.execute(request);
    // A new id: whoever planted the old one in this browser learns nothing by it.
    await http.session.regenerate();
    http.session.set('accountId', accountId);
    http.session.set('postId', postId);
    return this.view.execute(accountId, postId, reply.generateCsrf());
  }

  @Get()
  @Access(SEE_OWN_SESSION)
  @Answers(200, SessionView)
  read(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.view.execute(actor.accountId, actor.postId, reply.generateCsrf());
  }

  @Put('post')
  @Access(CHOOSE_POST)
  @Answers(200, SessionView)
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: ChoosePostRequest }) { postId }: z.infer<typeof ChoosePostRequest>,
    @Req() http: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    await this.choosePost.execute(actor, postId);
    http.session.set('postId', postId);
    return this.view.execute(actor.accountId, postId, reply.generateCsrf());
  }

  @Delete()
  @Access(SIGN_OUT)
  @Answers(200, SignedOut)
  async end(@Req() http: FastifyRequest): Promise<z.infer<typeof SignedOut>> {
    await http.session.destroy();
    return { signedOut: true };
  }
}

import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/**
 * The course plan is the navigation: no page carries Starlight's sidebar or table of contents,
 * which a lesson's workspace needs the room of.
 */
export const onRequest = defineRouteMiddleware((context) => {
  context.locals.starlightRoute.hasSidebar = false;
  context.locals.starlightRoute.toc = undefined;
});

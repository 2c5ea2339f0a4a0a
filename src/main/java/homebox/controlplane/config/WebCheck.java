package homebox.controlplane.config;

/** What one key alone cannot tell of the page and the API. */
record WebCheck(Values web) {
  void check() {
    boolean keyless = !web.has(WebKeys.API_TOKEN) && !web.has(WebKeys.ADMIN_PASSWORD);
    if (web.or(WebKeys.METRICS).equals("token") && keyless) {
      web.spot(WebKeys.METRICS)
          .fault("asks for a login, and there is none — set web.api_token (WEB_API_TOKEN)");
    }
  }
}

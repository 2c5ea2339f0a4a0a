package homebox.controlplane.config;

/** What one key alone cannot tell of the page and the API. */
record WebCheck(Values web) {
  void check() {
    if (web.or(WebKeys.METRICS).equals("token") && !web.has(WebKeys.API_TOKEN)) {
      web.spot(WebKeys.METRICS)
          .fault("asks for a token, and there is none — set web.api_token (WEB_API_TOKEN)");
    }
  }
}

/* The one tooltip of the page. */
let tip;

function element() {
  if (!tip) {
    tip = document.createElement('div');
    tip.className = 'tip';
    tip.setAttribute('aria-hidden', 'true'); // screen readers hear the value of what is shown
    document.body.append(tip);
  }
  return tip;
}

/** Above a node, at a share of its width. */
export function showTip(node, share, text) {
  const box = node.getBoundingClientRect();
  const shown = element();
  shown.textContent = text;
  shown.hidden = false;
  const half = shown.offsetWidth / 2;
  const x = Math.max(half + 8, Math.min(document.documentElement.clientWidth - half - 8, box.left + box.width * share));
  shown.style.transform = `translate(calc(${x}px - 50%), calc(${box.top - 8}px - 100%))`;
}

export function hideTip() {
  if (tip) tip.hidden = true;
}

addEventListener('scroll', hideTip, { passive: true });
addEventListener('hashchange', hideTip);

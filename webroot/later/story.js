/* An incident is a story, read from top to bottom: first bad answer, certain, told, acknowledged, back. */
import { html, nothing } from 'lit-html';
import { now, since } from '../base/clock.js';
import { age, length, time, when } from '../base/format.js';
import { toService } from '../base/route.js';
import { said } from '../base/said.js';
import { words } from '../base/words.js';
import { follow, sendAgain } from './follow.js';

const SPARED = 'Not sent: '; // a reminder that nobody needed any more

const between = (from, to) => length(Math.max(0, Date.parse(to) - Date.parse(from)));

const step = (tone, title, rest, at) =>
  html`<li class=${tone}><p><b>${title}</b>${rest ? html`${rest}` : nothing}</p>${at ? html`<time datetime=${at}>${time(at)}</time>` : nothing}</li>`;

function told(message) {
  const channel = words.channel(message.channel);
  const kind = words.messageKind[message.kind] ?? message.kind;
  const remarks = [
    message.attempts > 1 ? words.tries(message.attempts) : null,
    message.possible_repeat ? words.repeat : null,
  ].filter(Boolean);
  const more = remarks.length ? `, ${remarks.join(', ')}` : '';
  if (message.state === 'SENT') {
    const late = Date.parse(message.sent) - Date.parse(message.created) >= 100;
    const [title, rest] = message.channel === 'log' ? words.logged(kind) : words.toldStory(channel, kind, late ? between(message.created, message.sent) : null);
    return { at: message.sent, shown: step('told', title, rest + more, message.sent) };
  }
  const spared = message.answer?.startsWith(SPARED);
  const [title, rest] = message.state !== 'FAILED' ? words.beingTold(channel, kind) : spared ? words.notNeeded(channel, kind) : words.couldNot(channel, kind);
  const answer = message.answer ? `: ${said(message.answer)}` : '';
  return { at: message.created, shown: step('waiting', title, html`${rest + more + answer} ${spared ? nothing : sendAgain(message)}`, message.created) };
}

/** Who saw what; nothing where a host is alone. */
function hosts(votes) {
  if (!votes) return '';
  const each = votes.by.map(({ node, location, saw }) => `${node}${location ? ` (${location})` : ''} ${words.saw[saw] ?? saw}`);
  return ` — ${each.join(', ')}`;
}

/** What happened, as {at, shown}, in the order of time. */
function steps(incident) {
  const outage = incident.kind === 'OUTAGE';
  const tone = outage ? 'bad' : 'slow';
  const all = [{ at: incident.started, shown: step(tone, '', words.firstBad(outage, said(incident.error)), incident.started) }];
  const certain = incident.announced ?? incident.messages.at(-1)?.created;
  if (certain) {
    const title = outage ? words.certainDown : words.certainSlow;
    const by = incident.votes ? `, ${words.seenBy(incident.votes.down, incident.votes.of)}` : '';
    all.push({ at: certain, shown: step(tone, title, `, ${words.certain(between(incident.started, certain))}${by}${hosts(incident.votes)}`, certain) });
  }
  for (const message of incident.messages) all.push(told(message));
  if (incident.acknowledged) {
    const { by, at, note } = incident.acknowledged;
    const who = by ? words.acknowledgedBy(by) : words.acknowledged;
    all.push({ at, shown: step('told', who, note ? `: “${note}”` : '', at) });
  }
  for (const note of incident.notes ?? []) all.push({ at: note.at, shown: step('told', note.by, `: ${note.text}`, note.at) });
  if (incident.ended) {
    const good = incident.end === 'RECOVERED' ? 'good' : incident.end === 'WORSE' ? 'bad' : 'slow';
    const title = words.ends[incident.end] ?? incident.end;
    all.push({ at: incident.ended, shown: step(good, title, ` ${words.after(length(incident.duration_ms))}`, incident.ended) });
  }
  // a stable sort: what happened in the same millisecond stays in the order of the story
  all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!incident.ended) all.push({ shown: step('open', '', words.stillOpen(age(since(incident.started))), null) });
  return all.map(({ shown }) => shown);
}

export const timeline = (incident) => html`<ol class="timeline">${steps(incident)}</ol>`;

export function story(incident) {
  const outage = incident.kind === 'OUTAGE';
  const tone = incident.ended ? 'over' : outage ? 'bad' : 'slow';
  const lasted = incident.ended ? words.lasted(length(incident.duration_ms)) : words.open;
  return html`<article class="story ${tone}">
    <header>
      <h2><a href=${toService(incident.service)}>${incident.name}</a> ${outage ? words.wentDown : words.wentSlow} <small>${lasted}</small></h2>
      <time datetime=${incident.started}>${when(incident.started, now())}</time>
    </header>
    ${timeline(incident)} ${follow(incident)}
  </article>`;
}

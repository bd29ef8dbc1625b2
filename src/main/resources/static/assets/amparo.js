// What every page does beyond the plain form: keys, lost connection, ended session. Nothing is stored in the browser.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink, createAll,
} from './vendor/govuk-frontend-6.6.0.min.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}

// A line of the error summary names its field, since "Enter an answer" alone does not say where.
const nameFields = (scope) => scope.querySelectorAll('.govuk-error-summary__list a[href^="#"]').forEach((link) => {
  const field = document.getElementById(link.hash.slice(1))
  const group = field?.closest('fieldset')?.querySelector('legend') && field.matches('[type=radio], [type=checkbox]')
    ? field.closest('fieldset').querySelector('legend') : field?.labels?.[0]
  const label = group?.textContent.trim()
  if (label && !link.dataset.named) {
    link.dataset.named = 'yes'
    link.textContent = `${label}${/[.:?!…]$/.test(label) ? '' : ':'} ${link.textContent}`
  }
})

const waken = (scope) => {
  nameFields(scope)
  for (const Part of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink]) {
    createAll(Part, undefined, { scope, onError: () => {} })
  }
}

// A radio button may not say aria-expanded, so what it reveals is opened here and not by the library.
const reveal = (scope) => scope.querySelectorAll('input[data-reveals]').forEach((radio) =>
  document.getElementById(radio.dataset.reveals)?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked))

waken(document)
document.addEventListener('change', (event) => event.target.type === 'radio' && reveal(document))
window.addEventListener('pageshow', () => reveal(document))
document.body.addEventListener('htmx:load', (event) => waken(event.target))

// ── Keys ──

const isTyping = (target) => target.matches?.('input, textarea, select, [contenteditable]')
const dialog = (id) => document.getElementById(id)

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.('form[data-ctrl-enter]') ?? document.querySelector('form[data-ctrl-enter]')
    if (form) {
      event.preventDefault()
      form.requestSubmit(form.querySelector('[data-ctrl-enter-button]') ?? undefined)
    }
    return
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
    return
  }
  if (event.key === '/') {
    const search = document.querySelector('[data-search], input[type="search"]')
    if (search) {
      event.preventDefault()
      search.focus()
      search.select?.()
    }
  } else if (event.key === '?') {
    event.preventDefault()
    dialog('keys')?.showModal()
  }
})

document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('[data-opens]')
  if (opener) {
    dialog(opener.dataset.opens)?.showModal()
  }
  if (event.target.closest?.('[data-prints]')) {
    window.print()
  }
})

// ── Trouble on the line, and sessions that ended ──

const offline = document.getElementById('offline')
const words = document.body.dataset
const say = (text) => {
  if (offline) {
    offline.textContent = text
    offline.hidden = !text
    if (text) {
      offline.scrollIntoView({ block: 'nearest' })
    }
  }
}

let heard = Date.now()
const PATIENCE = 60 * 1000

// Set once there is a session to watch: what tells people before it ends.
let session = null

// What is on the page when its session ends is taken off it until whoever it was shown to is back; with it what they typed. It rests in this
// window's memory and nowhere else. Whoever else signs in here gets a page of their own.
const main = document.getElementById('main')
let covered = null

const cover = () => {
  if (main && !covered) {
    covered = { content: document.createDocumentFragment(), top: window.scrollY }
    covered.content.append(...main.childNodes)
  }
}

const uncover = (whose) => {
  if (!covered) {
    return
  }
  if (whose !== words.sessionOf) {
    window.location.assign('/')
    return
  }
  main.append(covered.content)
  window.scrollTo(0, covered.top)
  covered = null
  window.htmx?.process(main)
  dialog('session-ended')?.close()
}

// Asks whether the session lives and takes over its token: after signing in again in another tab the page's own is stale.
const askSession = async () => {
  const answer = await fetch(words.session, { headers: { 'HX-Request': 'true' }, cache: 'no-store' })
  const token = answer.headers.get('X-CSRF-TOKEN')
  if (answer.ok && token) {
    session?.lives(Number(answer.headers.get('Amparo-Session-Idle')), Number(answer.headers.get('Amparo-Session-Most')))
    uncover(answer.headers.get('Amparo-Session-Of'))
    document.querySelectorAll('input[name="_csrf"]').forEach((field) => { field.value = token })
    heard = Date.now()
  }
  return answer
}

const tellSessionEnded = () => {
  cover()
  const ended = dialog('session-ended')
  if (ended && !ended.open) {
    ended.showModal()
  }
}

// Nothing of it is needed to show a page.
if (words.sessionIdle) {
  const page = {
    ask: askSession,
    isHeard: () => Date.now() - heard <= PATIENCE,
    hear: () => { heard = Date.now() },
    ended: () => { heard = 0; tellSessionEnded() },
    offline: () => say(words.offlineText),
    limits: words,
  }
  setTimeout(() => import(words.sessionScript).then(({ watch }) => {
    session = watch(page)
    words.watched = 'yes'
  }).catch(() => {}), 2000)
}

// Closing the words does not bring the page back: only its session does.
dialog('session-ended')?.addEventListener('close', () => covered && askSession()
  .then((answer) => answer.ok || tellSessionEnded())
  .catch(() => {
    say(words.offlineText)
    tellSessionEnded()
  }))
document.addEventListener('visibilitychange', () => covered && !document.hidden && askSession().catch(() => {}))

document.body.addEventListener('htmx:sendError', () => say(words.offlineText))
document.body.addEventListener('htmx:timeout', () => say(words.offlineText))
document.body.addEventListener('htmx:responseError', async (event) => {
  const status = event.detail.xhr.status
  if (status === 401 || status === 403) {
    heard = 0 // whatever is sent next asks first
    const answer = await askSession().catch(() => null)
    if (answer?.status === 401) {
      tellSessionEnded()
    } else {
      say(answer?.ok ? words.againText : words.offlineText)
    }
  } else {
    say(status === 429 ? words.manyText : words.serverText)
  }
})
document.body.addEventListener('htmx:afterOnLoad', (event) => {
  if (event.detail.xhr.status < 400) {
    heard = Date.now()
    session?.livesOn()
    say('')
  }
})
window.addEventListener('offline', () => say(words.offlineText))
window.addEventListener('online', () => say(''))

// ── A form is sent once, and not into the void ──

const isSentByHtmx = (form) => ['get', 'post', 'put', 'patch', 'delete'].some((verb) => form.hasAttribute(`hx-${verb}`))

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== 'post' || isSentByHtmx(form)) {
    return
  }
  if (form.getAttribute('action')?.endsWith('/logout')) {
    session?.leaves()
  }
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  if (navigator.onLine === false) {
    event.preventDefault()
    say(words.offlineText)
    return
  }
  if (Date.now() - heard > PATIENCE) {
    event.preventDefault()
    const submitter = event.submitter
    try {
      const answer = await askSession()
      if (answer.status === 401) {
        tellSessionEnded()
      } else {
        heard = Date.now()
        form.requestSubmit(submitter)
      }
    } catch {
      say(words.offlineText)
    }
    return
  }
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 15000)
})
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent))

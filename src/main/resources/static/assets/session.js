// Tells that a session ends before it does. Typing is a sign of life even where nothing is sent; tabs tell each other, since they share one
// session. Nothing is stored in the browser.
const WARNING = 2 * 60 * 1000

export const watch = (page) => {
  const soon = document.getElementById('session-ending')
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('amparo-session') : null
  let idle = 0
  let idleEnd = Infinity
  let end = Infinity
  let told = null

  const left = () => Math.min(idleEnd, end) - Date.now()
  const rest = (time, last) => {
    idle = time
    idleEnd = Date.now() + time
    end = last
    if (soon?.open && left() > WARNING) {
      soon.close('lives')
    }
  }
  const tell = () => tabs?.postMessage({ idle, end })
  const lives = (idleSeconds, mostSeconds) => {
    if (idleSeconds) {
      rest(idleSeconds * 1000, Date.now() + mostSeconds * 1000)
      tell()
    }
  }
  const livesOn = () => {
    rest(idle, end)
    tell()
  }

  const look = () => {
    if (!soon || left() > WARNING) {
      return
    }
    if (left() <= 0) {
      soon.close('ended')
      page.ended()
      return
    }
    const why = end < idleEnd ? 'most' : 'idle'
    const minutes = Math.ceil(left() / 60000)
    const time = minutes > 1 ? soon.dataset.minutes.replace('%{minutes}', minutes) : soon.dataset.minute
    soon.querySelectorAll('[data-why]').forEach((part) => {
      part.hidden = part.dataset.why !== why
      if (part.dataset.text) {
        part.textContent = part.dataset.text.replace('%{minutes}', time)
      }
    })
    if (!soon.open && !document.getElementById('session-ended')?.open && told !== end) {
      told = why === 'most' ? end : null // nothing can be done about it here, so it is said once
      soon.showModal()
    }
  }

  soon?.addEventListener('close', () => {
    if (!soon.returnValue) {
      page.ask().then((answer) => answer.status === 401 && page.ended()).catch(page.offline)
    }
    soon.returnValue = ''
  })
  document.addEventListener('input', () => {
    if (!page.isHeard()) {
      page.hear()
      page.ask().catch(() => {})
    }
  })
  document.addEventListener('visibilitychange', () => document.hidden || look())
  tabs?.addEventListener('message', (event) => event.data.left ? page.ended() : rest(event.data.idle, event.data.end))
  lives(Number(page.limits.sessionIdle), Number(page.limits.sessionMost))
  setInterval(look, Math.min(10000, idle / 4))
  const leaves = () => tabs?.postMessage({ left: true })
  return { lives, livesOn, leaves }
}

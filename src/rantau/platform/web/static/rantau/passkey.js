// Joins the buttons for passkeys to allauth's own code: <button id data-passkey="loginForm" data-role="login" data-credential>
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const words of document.querySelectorAll('[data-passkey-error]')) words.hidden = false
})
for (const button of document.querySelectorAll('[data-passkey]')) {
  window.allauth.webauthn.forms[button.dataset.passkey]({
    ids: {
      [button.dataset.role]: button.id,
      credential: button.dataset.credential,
      passwordless: 'id_passwordless',
      data: 'js_data'
    }
  })
}

// Small conveniences; every page works without them.
"use strict";

// Ask before what cannot be taken back.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  // A second click on a slow line must not send the form twice.
  const button = event.submitter;
  if (button && event.target.method === "post" && !event.target.dataset.again) {
    window.setTimeout(() => { button.disabled = true; }, 0);
    window.setTimeout(() => { button.disabled = false; }, 8000);
  }
});

// Filters and switches act when something is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && form.hasAttribute("data-auto") && event.target.matches("select, input[type=month], input[type=checkbox], input[type=date]")) {
    form.requestSubmit();
  }
});

// "data-copy" names the element whose text is copied; "data-print" prints the page; "data-tick-all" ticks a form.
document.addEventListener("click", async (event) => {
  const it = event.target.closest("[data-copy], [data-print], [data-tick-all]");
  if (!it) return;
  if (it.hasAttribute("data-print")) {
    window.print();
  } else if (it.hasAttribute("data-tick-all")) {
    const boxes = document.querySelectorAll(`input[type=checkbox][name="${it.dataset.tickAll}"]`);
    boxes.forEach((box) => { box.checked = it.checked; });
  } else {
    const from = document.getElementById(it.dataset.copy);
    const text = "value" in from ? from.value : from.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(from);
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(range);
    }
    it.textContent = "已复制";
  }
});

// Uploads show how far they are. The token goes ahead in a header, so that a stale page is told before the file.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-progress") || event.defaultPrevented) return;
  event.preventDefault();
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("x-desk-token", form.elements.token.value);
  if (bar) {
    bar.hidden = false;
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) { bar.max = step.total; bar.value = step.loaded; }
    });
  }
  // The answer is shown as it came: asking for it again would lose what it says once.
  request.addEventListener("load", () => {
    if (request.status < 400) window.history.replaceState(null, "", request.responseURL);
    document.open(); document.write(request.responseText); document.close();
  });
  request.addEventListener("error", () => { if (bar) bar.hidden = true; window.alert("没有传上去,请再试一次。"); });
  request.send(new FormData(form));
});

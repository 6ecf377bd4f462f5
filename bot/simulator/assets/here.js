// What the page knows at this moment. The functions are put in by main.js, which sits above all.
export const here = {
  stage: null,
  user: "", // key of the person whose phone it is
  after: 0, // the last bubble that is shown
  epoch: "", // changes when the server starts anew
  busy: {}, // per person: things under way
  menu: "",
  seen: {},
  unread: {},
  lost: false,
  hooks: null,
  become: null,
  pickMenu: null,
};

import type { Element } from './elements.ts';

/** Is told of a document, in its order. */
export interface MarkupHandler {
  /** Before the attributes. */
  opening(element: Element): void;
  /** @param isVerbatim - whether the value stands in the source as it is. */
  attribute(name: string, value: string, isVerbatim: boolean): void;
  /** Behind them. */
  opened(element: Element): void;
  /** @param isVerbatim - whether it stands in the source as it is. */
  text(text: string, isVerbatim: boolean): void;
  closed(element: Element): void;
  /** A comment, a declaration or an instruction. */
  aside(text: string): void;
}

/** Keeps which elements are open, and tells of those that end without saying so, as htmlparser2 does. */
export class OpenElements {
  private readonly handler: MarkupHandler;
  private readonly stack: Element[] = [];
  /** Whether a tag that closes itself does, innermost last. */
  private readonly foreign: boolean[] = [];

  constructor(handler: MarkupHandler) {
    this.handler = handler;
  }

  open(element: Element): void {
    const { stack, handler } = this;
    for (let top = stack.at(-1); top && element.ends.has(top.name); top = stack.at(-1)) this.pop();
    if (!element.isVoid) {
      stack.push(element);
      if (element.context !== null) this.foreign.push(element.context === 'foreign');
    }
    handler.opening(element);
  }

  opened(element: Element, isSelfClosing: boolean): void {
    this.handler.opened(element);
    if (element.isVoid) this.handler.closed(element);
    // It may be void or have been ended by nothing: then another one lies on top.
    if (isSelfClosing && this.foreign.at(-1) && this.stack.at(-1)?.name === element.name)
      this.pop();
  }

  close(element: Element): void {
    const { stack } = this;
    if (element.context !== null) this.foreign.pop();
    if (element.isVoid) {
      if (element.name === 'br') this.lone(element);
      return;
    }
    let depth = stack.length - 1;
    while (depth >= 0 && stack[depth]?.name !== element.name) depth -= 1;
    if (depth >= 0) while (stack.length > depth) this.pop();
    else if (element.name === 'p') this.paragraph(element);
  }

  end(): void {
    while (this.stack.length > 0) this.pop();
  }

  private pop(): void {
    const element = this.stack.pop();
    if (element) this.handler.closed(element);
  }

  private lone(element: Element): void {
    this.handler.opening(element);
    this.handler.opened(element);
    this.handler.closed(element);
  }

  /** An end alone is an empty paragraph. */
  private paragraph(element: Element): void {
    this.open(element);
    this.handler.opened(element);
    if (this.stack.at(-1)?.name === element.name) this.pop();
  }
}

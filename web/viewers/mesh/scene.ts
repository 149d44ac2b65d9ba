// The 3-D scene around one mesh: light, camera, section, measuring. Drawn only when something has changed.
import {
  AmbientLight, Box3, BufferAttribute, BufferGeometry, CanvasTexture, DirectionalLight, DoubleSide, Line, LineBasicMaterial, Mesh as Body,
  MeshStandardMaterial, PerspectiveCamera, Plane, Raycaster, Scene, Sphere, Sprite, SpriteMaterial, Vector2, Vector3, WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Mesh } from './parse-stl.ts';

export type Axis = 'x' | 'y' | 'z';
export type Section = { axis: Axis; share: number } | null;

export type MeshScene = {
  resize(width: number, height: number): void;
  reset(): void;
  turn(right: number, up: number): void;
  zoom(factor: number): void;
  setWireframe(on: boolean): void;
  setSection(section: Section): void;
  setColours(colours: { background: string; body: string }): void;
  /** The surface under a point of the picture, each coordinate from -1 to 1; null where there is none. */
  pick(x: number, y: number): [number, number, number] | null;
  showPoints(points: readonly (readonly [number, number, number])[]): void;
  dispose(): void;
};

const FIELD_OF_VIEW = 35;
const AXES: Record<Axis, Vector3> = { x: new Vector3(-1, 0, 0), y: new Vector3(0, -1, 0), z: new Vector3(0, 0, -1) };
const MARK_COLOUR = 0xd9480f;

/** Throws where the browser has no WebGL. */
export function createScene(canvas: HTMLCanvasElement, mesh: Mesh): MeshScene {
  const renderer = new WebGLRenderer({ canvas, antialias: true });
  renderer.localClippingEnabled = true;
  renderer.setPixelRatio(Math.min(2, globalThis.devicePixelRatio));
  const box = new Box3(new Vector3(...mesh.min), new Vector3(...mesh.max));
  const centre = box.getCenter(new Vector3());
  const radius = Math.max(box.getSize(new Vector3()).length() / 2, 1e-3);

  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(mesh.positions, 3));
  geometry.boundingBox = box;
  // Known already: finding it anew would cost a pass over all corners.
  geometry.boundingSphere = new Sphere(centre, radius);
  const material = new MeshStandardMaterial({ flatShading: true, side: DoubleSide, roughness: 0.75, metalness: 0 });
  const body = new Body(geometry, material);
  const scene = new Scene();
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, radius / 100, radius * 100);
  camera.up.set(0, 0, 1);
  const lamp = new DirectionalLight(0xffffff, 2.4);
  camera.add(lamp);
  lamp.position.set(radius, radius * 2, radius);
  scene.add(body, camera, new AmbientLight(0xffffff, 0.9));

  const controls = new OrbitControls(camera, canvas);
  let asked = 0;
  const draw = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      renderer.render(scene, camera);
    });
  };
  controls.addEventListener('change', draw);
  canvas.addEventListener('webglcontextrestored', draw);

  const plane = new Plane();
  const marks = createMarks(radius);
  scene.add(...marks.objects);
  const raycaster = new Raycaster();

  function reset(): void {
    const distance = (radius / Math.sin((FIELD_OF_VIEW / 2) * (Math.PI / 180))) * 1.05;
    camera.position.copy(centre).add(new Vector3(0.5, -1, 0.55).normalize().multiplyScalar(distance / Math.min(1, camera.aspect)));
    controls.target.copy(centre);
    controls.update();
    draw();
  }

  return {
    resize(width, height) {
      if (width === 0 || height === 0) return;
      renderer.setSize(width, height, false);
      camera.aspect = width / height;
      camera.updateProjectionMatrix();
      draw();
    },
    reset,
    turn(right, up) {
      const offset = camera.position.clone().sub(controls.target);
      offset.applyAxisAngle(camera.up, -right);
      const side = new Vector3().crossVectors(camera.up, offset).normalize();
      const turned = offset.clone().applyAxisAngle(side, -up);
      // Over the pole everything would stand on its head.
      if (Math.abs(turned.clone().normalize().dot(camera.up)) < 0.995) offset.copy(turned);
      camera.position.copy(controls.target).add(offset);
      controls.update();
      draw();
    },
    zoom(factor) {
      camera.position.sub(controls.target).divideScalar(factor).add(controls.target);
      controls.update();
      draw();
    },
    setWireframe(on) {
      material.wireframe = on;
      draw();
    },
    setSection(section) {
      material.clippingPlanes = section === null ? null : [plane];
      if (section !== null) {
        const { axis, share } = section;
        plane.normal.copy(AXES[axis]);
        plane.constant = box.min[axis] + (box.max[axis] - box.min[axis]) * share;
      }
      material.needsUpdate = true;
      draw();
    },
    setColours({ background, body: colour }) {
      renderer.setClearColor(background);
      material.color.set(colour);
      draw();
    },
    pick(x, y) {
      raycaster.setFromCamera(new Vector2(x, y), camera);
      const clipped = material.clippingPlanes !== null && material.clippingPlanes.length > 0;
      const hit = raycaster.intersectObject(body).find(({ point }) => !clipped || plane.distanceToPoint(point) >= 0);
      return hit === undefined ? null : [hit.point.x, hit.point.y, hit.point.z];
    },
    showPoints(points) {
      marks.show(points.map((point) => new Vector3(...point)));
      draw();
    },
    dispose() {
      cancelAnimationFrame(asked);
      controls.dispose();
      geometry.dispose();
      material.dispose();
      marks.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** Two points and the line between them, always in sight. */
function createMarks(radius: number) {
  const dot = document.createElement('canvas');
  dot.width = dot.height = 32;
  const pen = dot.getContext('2d');
  pen?.arc(16, 16, 13, 0, 2 * Math.PI);
  if (pen) {
    pen.fillStyle = '#d9480f';
    pen.strokeStyle = 'white';
    pen.lineWidth = 4;
    pen.fill();
    pen.stroke();
  }
  const texture = new CanvasTexture(dot);
  const look = new SpriteMaterial({ map: texture, depthTest: false, sizeAttenuation: false });
  const points = [new Sprite(look), new Sprite(look)];
  for (const point of points) point.scale.setScalar(0.025);
  const path = new BufferGeometry();
  const stroke = new LineBasicMaterial({ color: MARK_COLOUR, depthTest: false });
  const line = new Line(path, stroke);
  line.frustumCulled = false;
  const objects = [...points, line];
  for (const object of objects) {
    object.visible = false;
    object.renderOrder = radius;
  }
  return {
    objects,
    show(places: readonly Vector3[]): void {
      points.forEach((point, index) => {
        const place = places[index];
        point.visible = place !== undefined;
        if (place !== undefined) point.position.copy(place);
      });
      line.visible = places.length === 2;
      if (line.visible) path.setFromPoints([...places]);
    },
    dispose(): void {
      for (const part of [texture, look, path, stroke]) part.dispose();
    },
  };
}
